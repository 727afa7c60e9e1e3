/** What is a regression and what is not, and which of several writers wins. */
@NullMarked
package dev.tracefold.issue.regression;

import org.jspecify.annotations.NullMarked;
