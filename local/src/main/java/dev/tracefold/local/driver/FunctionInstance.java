package dev.tracefold.local.driver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One handler, as one Lambda instance holds it: built once, given one payload at a time. Payloads
 * pass through the serialization that the Lambda runtime uses, so that a field that AWS would drop
 * is dropped here too.
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
          switch (constructor.newInstance(Map.copyOf(environment))) {
            case RequestStreamHandler stream -> stream;
            case RequestHandler<?, ?> typed -> streaming(typed);
            case Object other ->
                throw new IllegalStateException(
                    "The handler "
                        + other.getClass().getName()
                        + " is neither a RequestHandler nor a RequestStreamHandler");
          });
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

  private static <I, O> RequestStreamHandler streaming(RequestHandler<I, O> handler) {
    Method method = handleMethod(handler.getClass());
    @SuppressWarnings("unchecked") // the compiler made the method from the type arguments
    PojoSerializer<I> input = (PojoSerializer<I>) serializer(method.getParameterTypes()[0]);
    @SuppressWarnings("unchecked")
    PojoSerializer<O> output = (PojoSerializer<O>) serializer(method.getReturnType());
    return (in, out, context) -> {
      @Nullable O answer = handler.handleRequest(input.fromJson(in), context);
      if (answer == null) {
        out.write("null".getBytes(StandardCharsets.UTF_8));
      } else {
        output.toJson(answer, out);
      }
    };
  }

  private static Method handleMethod(Class<?> type) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals("handleRequest") && !method.isBridge()) {
        return method;
      }
    }
    throw new IllegalStateException(type.getName() + " has no method handleRequest");
  }

  private static PojoSerializer<?> serializer(Class<?> type) {
    return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
        ? LambdaEventSerializers.serializerFor(type, type.getClassLoader())
        : JacksonFactory.getInstance().getSerializer(type);
  }
}
