package dev.tracefold.archive;

import java.util.List;
import org.objectweb.asm.Type;

/**
 * What lambdas have in common that can be told apart by a number.
 *
 * @param type internal name of the functional interface
 * @param method the name of its only abstract method
 * @param descriptor the descriptor of that method
 * @param captured types of the values that are captured where the lambda stands
 */
record LambdaShape(String type, String method, String descriptor, List<Type> captured) {

  LambdaShape {
    captured = List.copyOf(captured);
  }
}
