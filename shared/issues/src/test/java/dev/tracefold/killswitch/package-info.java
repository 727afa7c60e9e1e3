/** Which conditions match, and which an operator may enter. */
@NullMarked
package dev.tracefold.killswitch;

import org.jspecify.annotations.NullMarked;
