/**
 * What a saved event says of itself, and of its issue: tags, user, metadata, title, culprit, search
 * message (event-saving 6, 8.3 and 10).
 *
 * <p>Everything here is pure and takes a payload in normalised form; a value of another shape than
 * normalisation leaves counts as absent. Order matters: {@link
 * dev.tracefold.attribute.EventAttributes} and {@link dev.tracefold.attribute.DerivedTags} come
 * before grouping, which reads tags; {@link dev.tracefold.attribute.MaterializedFields} after it,
 * because grouping corrects frames and titles.
 */
@NullMarked
package dev.tracefold.attribute;

import org.jspecify.annotations.NullMarked;
