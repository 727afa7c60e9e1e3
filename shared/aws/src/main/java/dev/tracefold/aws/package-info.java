/** How Tracefold talks to AWS: the one place where clients are built. */
@NullMarked
package dev.tracefold.aws;

import org.jspecify.annotations.NullMarked;
