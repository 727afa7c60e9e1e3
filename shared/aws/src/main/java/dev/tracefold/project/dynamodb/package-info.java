/**
 * {@link dev.tracefold.project.Projects} on the projects table.
 *
 * <table>
 * <caption>Items</caption>
 * <tr><th>pk</th><th>sk</th><th>holds</th></tr>
 * <tr><td>{@code P#<project>}</td><td>{@code PROJECT}</td><td>organization, slug, platform,
 * enabled, options (JSON text)</td></tr>
 * <tr><td>{@code P#<project>}</td><td>{@code KEY#<key id>}</td><td>the public key</td></tr>
 * <tr><td>{@code K#<public key>}</td><td>{@code KEY}</td><td>key id, project, enabled</td></tr>
 * <tr><td>{@code PROJECTS}</td><td>{@code <project>}</td><td>nothing more: the list of
 * projects</td></tr>
 * <tr><td>{@code DEPLOYMENT}</td><td>{@code DEPLOYMENT}</td><td>options of the whole deployment
 * (JSON text)</td></tr>
 * </table>
 */
@NullMarked
package dev.tracefold.project.dynamodb;

import org.jspecify.annotations.NullMarked;
