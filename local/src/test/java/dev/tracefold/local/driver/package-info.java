/** Tests of the driver, with functions made for the purpose. */
@NullMarked
package dev.tracefold.local.driver;

import org.jspecify.annotations.NullMarked;
