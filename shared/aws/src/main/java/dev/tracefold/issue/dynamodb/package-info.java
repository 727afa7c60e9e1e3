/**
 * Issues on the issues table, and what is counted of them.
 *
 * <table>
 * <caption>Items of the issues table</caption>
 * <tr><th>pk</th><th>sk</th><th>holds</th></tr>
 * <tr><td>{@code I#<issue>}</td><td>{@code ISSUE}</td><td>the issue, with what it shows in {@code face} (compressed JSON); {@code listed} and {@code
 * listed_at} place it in the index {@code by-last-seen}</td></tr>
 * <tr><td>{@code I#<issue>}</td><td>{@code HASH#<hash>}</td><td>a hash that leads to it</td></tr>
 * <tr><td>{@code I#<issue>}</td><td>{@code MERGED#<issue>}</td><td>an issue that was merged into
 * it, whose own items stay where they are</td></tr>
 * <tr><td>{@code I#<issue>}</td><td>{@code LEFT#<hash>}</td><td>a hash that led to it until it was
 * marked for deletion, in the life that ended then ({@code life})</td></tr>
 * <tr><td>{@code I#<issue>}</td><td>{@code ENV#<environment>}</td><td>the event that was first seen
 * there ({@code creator}), and when</td></tr>
 * <tr><td>{@code I#<issue>}</td><td>{@code REL#<release>#<environment>}</td><td>first and last seen
 * in a release</td></tr>
 * <tr><td>{@code I#<issue>}</td><td>{@code REGRESSION#<epoch>}</td><td>the event that ended the
 * epoch ({@code creator})</td></tr>
 * <tr><td>{@code I#<issue>}</td><td>{@code ACTIVITY#<millis>#<name>}</td><td>what happened to it:
 * type, data (JSON text)</td></tr>
 * <tr><td>{@code I#<issue>#USERS}</td><td>{@code <user hash>}</td><td>a user who met it; the hashes
 * are spread evenly, so the first few thousand tell how many there are</td></tr>
 * <tr><td>{@code P#<project>}</td><td>{@code NUMBER}</td><td>the last short id that was
 * drawn</td></tr>
 * <tr><td>{@code P#<project>#AWAITING}</td><td>{@code <issue>}</td><td>that the issue is resolved
 * in the project's next release: {@code epoch} of the resolution, {@code activity_sk} of its
 * activity</td></tr>
 * <tr><td>{@code P#<project>#TOMBSTONES}</td><td>{@code <tombstone>}</td><td>an issue that was
 * deleted together with its future events: what it was, and when; {@code leaving} while it is being
 * removed</td></tr>
 * <tr><td>{@code T#<tombstone>}</td><td>{@code HASH#<hash>}</td><td>a hash whose events are
 * discarded</td></tr>
 * <tr><td>{@code N#<project>#<number>}</td><td>{@code SHORT}</td><td>the issue of a short
 * id</td></tr>
 * <tr><td>{@code H#<project>#<hash>}</td><td>{@code HASH}</td><td>where a hash leads: issue,
 * tombstone, state; {@code life}, raised when its issue is deleted, 0 if absent</td></tr>
 * <tr><td>{@code H#<project>#<hash>}</td><td>{@code N#<shard>}</td><td>how many events it found its
 * issue for: the sum of {@code n} over the shards</td></tr>
 * <tr><td>{@code H#<project>#<hash>}</td><td>{@code D#<yyyy-mm-dd>#<shard>}</td><td>the same for a
 * day, {@code n}, and its hours, {@code h00} to {@code h23}; expires</td></tr>
 * </table>
 *
 * <table>
 * <caption>Items of the events table</caption>
 * <tr><th>pk</th><th>sk</th><th>holds</th></tr>
 * <tr><td>{@code E#<project>#<kind>#<id>}</td><td>{@code RECORD}</td><td>that an event was counted,
 * by which attempt, and where its payload lies</td></tr>
 * <tr><td>{@code L#<project>#<hash>}</td><td>{@code <millis>#<attempt>}</td><td>the events that one
 * attempt counted for a hash, the latest at that time, with their tags' values; expires</td></tr>
 * </table>
 *
 * <p>In {@code <release>} and {@code <hash>} of a key that goes on, and in every partition of a
 * hash, {@code %23} stands for a number sign and {@code %25} for a per cent sign.
 *
 * <p>Counters and lists belong to hashes, so that merging and unmerging issues moves no count: it
 * re-points hashes. In the second and later lives of a hash the number of the life follows in the
 * partitions of its counters and lists, {@code H#<project>#<hash>#<life>} and {@code
 * L#<project>#<hash>#<life>}. The project's own series are in the usage table: {@code
 * S#<project>#<yyyy-mm-dd>} / {@code <kind>#<shard>}, with {@code n} and {@code h00} to {@code
 * h23}.
 */
@NullMarked
package dev.tracefold.issue.dynamodb;

import org.jspecify.annotations.NullMarked;
