/** The save-attachments function: messages of the attachments queue in, attachments kept. */
@NullMarked
package dev.tracefold.saveattachments;

import org.jspecify.annotations.NullMarked;
