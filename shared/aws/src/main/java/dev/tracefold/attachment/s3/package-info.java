/**
 * Bytes of attachments in S3: staged chunks come together in one object per content, project and
 * month, {@code attachments/<project>/<yyyymm>/<sha256>}.
 */
@NullMarked
package dev.tracefold.attachment.s3;

import org.jspecify.annotations.NullMarked;
