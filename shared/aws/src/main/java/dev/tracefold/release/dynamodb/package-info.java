/**
 * Releases, dists and environments on the issues table.
 *
 * <table>
 * <caption>Items</caption>
 * <tr><th>pk</th><th>sk</th><th>holds</th></tr>
 * <tr><td>{@code R#<organization>#<version>}</td><td>{@code RELEASE}</td><td>when it was
 * added</td></tr>
 * <tr><td>{@code R#<organization>#<version>}</td><td>{@code DIST#<name>}</td><td>when it was
 * added</td></tr>
 * <tr><td>{@code P#<project>#R#<version>}</td><td>{@code COUNTERS#<shard>}</td><td>how many issues
 * of the project were first seen in it: the sum of {@code new_issues} over the shards</td></tr>
 * <tr><td>{@code P#<project>#R#<version>}</td><td>{@code ENV#<shard>#<name>}</td><td>how
 * many issues were first seen in this environment with it: the same</td></tr>
 * <tr><td>{@code P#<project>#R#<version>}</td><td>{@code SEEN#<name>}</td><td>first and last seen
 * in this environment</td></tr>
 * <tr><td>{@code P#<project>#RELEASES}</td><td>{@code <millis>#<version>}</td><td>a project's
 * releases by creation</td></tr>
 * <tr><td>{@code P#<project>}</td><td>{@code ENV#<name>}</td><td>an environment of the
 * project</td></tr>
 * </table>
 */
@NullMarked
package dev.tracefold.release.dynamodb;

import org.jspecify.annotations.NullMarked;
