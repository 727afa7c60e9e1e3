/** Tests of the tracefold command and of the system in one JVM. */
@NullMarked
package dev.tracefold.local;

import org.jspecify.annotations.NullMarked;
