/** Where usage is counted: keys that cannot be mistaken for each other. */
@NullMarked
package dev.tracefold.usage;

import org.jspecify.annotations.NullMarked;
