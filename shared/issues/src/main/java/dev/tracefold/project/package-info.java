/**
 * Who may send events, and what a project asks of saving them: projects, their keys and options.
 */
@NullMarked
package dev.tracefold.project;

import org.jspecify.annotations.NullMarked;
