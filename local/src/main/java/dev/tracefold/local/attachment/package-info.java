/** The command that lists and saves the attachments of an event. */
@NullMarked
package dev.tracefold.local.attachment;

import org.jspecify.annotations.NullMarked;
