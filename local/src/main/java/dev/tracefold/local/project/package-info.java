/** The commands that list projects and make them and their keys. */
@NullMarked
package dev.tracefold.local.project;

import org.jspecify.annotations.NullMarked;
