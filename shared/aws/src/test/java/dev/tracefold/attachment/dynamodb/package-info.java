/** Records and places of attachments, against the emulator. */
@NullMarked
package dev.tracefold.attachment.dynamodb;

import org.jspecify.annotations.NullMarked;
