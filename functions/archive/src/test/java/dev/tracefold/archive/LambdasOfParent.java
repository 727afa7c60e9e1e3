package dev.tracefold.archive;

import java.util.function.Supplier;

/** A class whose private methods a subclass has too. */
class LambdasOfParent {

  private String name() {
    return "parent";
  }

  Supplier<String> parent() {
    return this::name;
  }
}
