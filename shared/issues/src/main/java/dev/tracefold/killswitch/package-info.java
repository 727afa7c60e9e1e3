/**
 * Kill switches: conditions by which operators shed load, and where they apply (event-saving 20).
 *
 * <p>Evaluation is lenient, so that a wrongly stored condition stops nothing; what an operator
 * enters is checked strictly.
 */
@NullMarked
package dev.tracefold.killswitch;

import org.jspecify.annotations.NullMarked;
