/**
 * Enhancement rules: the language that marks frames before grouping, and its application.
 *
 * <p>A text is read by {@link dev.tracefold.enhancement.RuleParser} into {@link
 * dev.tracefold.enhancement.Rule rules} (enhancements 2 and 3); {@link
 * dev.tracefold.enhancement.Enhancements} puts them behind the built-in lists (9) and applies them
 * in two passes (7): the first changes frames, the second decides what contributes. Patterns are
 * {@link dev.tracefold.enhancement.Glob globs} (5). The component tree is not known here.
 */
@NullMarked
package dev.tracefold.enhancement;

import org.jspecify.annotations.NullMarked;
