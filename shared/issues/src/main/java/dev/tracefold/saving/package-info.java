/**
 * Saving: from queue messages to issues, counts, stored payloads and announcements, each event once
 * (event-saving 5).
 *
 * <p>{@link Saving} is the sequence: {@code Reception} reads messages, {@code Occurrences} prepares
 * and groups events, {@code Placement} finds or creates their issues, {@code EventSaving} stores,
 * counts and updates, {@code ReportSaving} does so for what users report, and {@code Announcement}
 * sends what {@code Progress} has noted. The other types are values and the interfaces to the
 * outside.
 */
@NullMarked
package dev.tracefold.saving;

import org.jspecify.annotations.NullMarked;
