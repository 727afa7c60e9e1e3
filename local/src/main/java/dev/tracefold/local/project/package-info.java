/** The commands that list projects, make them and their keys, and set their options. */
@NullMarked
package dev.tracefold.local.project;

import org.jspecify.annotations.NullMarked;
