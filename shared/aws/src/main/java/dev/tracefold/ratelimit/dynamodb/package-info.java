/**
 * Rate-limit buckets in DynamoDB. Items, apart from {@code pk}, {@code sk} and {@code v}:
 *
 * <table>
 *   <caption>Items</caption>
 *   <tr><th>pk</th><th>sk</th><th>Holds</th></tr>
 *   <tr><td>{@code R#K#<key>} or {@code R#P#<project>}</td><td>{@code <count>/<seconds>s}</td>
 *       <td>{@code full_at}: microseconds since 1970; {@code expires}</td></tr>
 * </table>
 */
@NullMarked
package dev.tracefold.ratelimit.dynamodb;

import org.jspecify.annotations.NullMarked;
