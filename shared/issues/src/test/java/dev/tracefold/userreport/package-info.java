/** Which reports of users are read, kept and refused. */
@NullMarked
package dev.tracefold.userreport;

import org.jspecify.annotations.NullMarked;
