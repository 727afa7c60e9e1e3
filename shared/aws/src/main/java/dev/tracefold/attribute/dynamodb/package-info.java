/**
 * The users of projects on the issues table: {@code U#<project>#<hash>} / {@code USER}, with what
 * the first of their events said and the latest name.
 */
@NullMarked
package dev.tracefold.attribute.dynamodb;

import org.jspecify.annotations.NullMarked;
