package dev.tracefold.local.driver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/**
 * One handler, as one Lambda instance holds it: built once, given one payload at a time, as the
 * JSON that AWS sends.
 */
final class FunctionInstance {
  private final RequestStreamHandler handler;

  private FunctionInstance(RequestStreamHandler handler) {
    this.handler = handler;
  }

  /**
   * Builds a handler. The class needs a constructor that takes its environment: a JVM has only one
   * of its own, and here are four functions.
   *
   * @throws IllegalStateException naming the class where it cannot be built
   */
  static FunctionInstance create(String className, Map<String, String> environment) {
    try {
      Constructor<?> constructor = Class.forName(className).getDeclaredConstructor(Map.class);
      constructor.setAccessible(true);
      return new FunctionInstance(
          RequestStreamHandler.class.cast(constructor.newInstance(Map.copyOf(environment))));
    } catch (ClassCastException e) {
      throw new IllegalStateException(
          "The handler " + className + " is no RequestStreamHandler, as functions have to be", e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "The handler " + className + " does not start: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "The handler "
              + className
              + " cannot be built: expected a class with a constructor "
              + "that takes a Map of its environment, found "
              + e,
          e);
    }
  }

  /**
   * The handler's answer to a payload.
   *
   * @throws IOException where the payload is not what the handler takes
   */
  byte[] handle(byte[] payload, Context context) throws IOException {
    var answer = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(payload), answer, context);
    return answer.toByteArray();
  }
}
