/**
 * Records of attachments in DynamoDB. Items, apart from {@code pk}, {@code sk}, {@code v} and
 * {@code expires}:
 *
 * <table>
 *   <caption>Items</caption>
 *   <tr><th>pk</th><th>sk</th><th>Holds</th></tr>
 *   <tr><td>{@code A#<project>#<event>}</td><td>{@code <attachment id>}</td>
 *       <td>{@code job} (the message, as JSON) and {@code decided} (Unix milliseconds); then
 *       {@code bytes}, {@code sha1}, {@code sha256}, {@code month} of a stored one, or {@code
 *       outcome}, {@code reason} of a dropped one</td></tr>
 *   <tr><td>{@code A#<project>#crash-reports#<issue>}</td><td>{@code 000} to {@code 099}</td>
 *       <td>{@code owner}: the crash report that takes this place of the issue</td></tr>
 * </table>
 */
@NullMarked
package dev.tracefold.attachment.dynamodb;

import org.jspecify.annotations.NullMarked;
