/** Tests of the emulators and of the reading of template.yaml. */
@NullMarked
package dev.tracefold.embedded;

import org.jspecify.annotations.NullMarked;
