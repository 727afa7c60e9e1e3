/**
 * What the build does to the libraries of a function before it packs them, so that the function
 * starts faster. Nothing of this package is deployed.
 */
@NullMarked
package dev.tracefold.archive;

import org.jspecify.annotations.NullMarked;
