package dev.tracefold.archive;

import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Lambdas in methods of an interface, where nothing is between private and public. */
interface LambdasOfInterface {

  private String hidden() {
    return "hidden in " + getClass().getSimpleName();
  }

  default Supplier<String> inInterface() {
    return this::hidden;
  }

  static IntFunction<String> staticInInterface() {
    return number -> "static " + number;
  }
}
