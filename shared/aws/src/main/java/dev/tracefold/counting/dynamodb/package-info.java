/**
 * Exact counting on DynamoDB.
 *
 * <table>
 * <caption>Items</caption>
 * <tr><th>pk</th><th>sk</th><th>holds</th></tr>
 * <tr><td>the owner's</td><td>{@code RECORD}</td><td>one thing that is counted: the stamp ({@code
 * attempt}, {@code deadline} in Unix milliseconds) and what its owner adds</td></tr>
 * <tr><td>{@code X#<attempt>}</td><td>{@code COMMIT}</td><td>{@code committed}: true, or false for
 * an attempt that was aborted; outlives every record stamped with it</td></tr>
 * </table>
 *
 * <p>Each condition and the race that it settles: a record is inserted only if absent (two attempts
 * at one event); a record is taken over only if it still has the aborted stamp (two attempts after
 * a third one's death); a commit record is written only if absent (a commit against an abort).
 */
@NullMarked
package dev.tracefold.counting.dynamodb;

import org.jspecify.annotations.NullMarked;
