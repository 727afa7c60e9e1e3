/** How staged chunks become stored attachments, against the emulator. */
@NullMarked
package dev.tracefold.attachment.s3;

import org.jspecify.annotations.NullMarked;
