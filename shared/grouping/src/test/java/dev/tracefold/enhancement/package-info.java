/** Own cases for the rule language and its application, independent of any recorded results. */
@NullMarked
package dev.tracefold.enhancement;

import org.jspecify.annotations.NullMarked;
