/**
 * Usage counters in DynamoDB. Items, apart from {@code pk}, {@code sk} and {@code v}:
 *
 * <table>
 *   <caption>Items</caption>
 *   <tr><th>pk</th><th>sk</th><th>Holds</th></tr>
 *   <tr><td>{@code U#<project>#<yyyy-mm-dd>}</td>
 *       <td>{@code <hour>#<key>#<category>#<outcome>#<reason>#<shard>}</td>
 *       <td>{@code item_count}, {@code quantity}, {@code refunded}: sums; {@code expires}</td></tr>
 *   <tr><td>{@code O#<outcome id>}</td><td>{@code RECORD}</td>
 *       <td>that the outcome is counted: a record of {@code dev.tracefold.counting}</td></tr>
 *   <tr><td>{@code X#<attempt>}</td><td>{@code COMMIT}</td>
 *       <td>a commit record of {@code dev.tracefold.counting}</td></tr>
 * </table>
 */
@NullMarked
package dev.tracefold.usage.dynamodb;

import org.jspecify.annotations.NullMarked;
