package dev.tracefold.local.driver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A function that sees events as Lambda's own reader gives them, so that a field that AWS would
 * drop is not there.
 */
abstract class TypedFunction<I, O> implements RequestHandler<I, O>, RequestStreamHandler {

  private final PojoSerializer<I> events;
  private final PojoSerializer<O> answers;

  TypedFunction(Class<I> event, Class<O> answer) {
    this.events = serializer(event);
    this.answers = serializer(answer);
  }

  @Override
  public final void handleRequest(InputStream event, OutputStream answer, Context context) {
    answers.toJson(handleRequest(events.fromJson(event), context), answer);
  }

  private static <T> PojoSerializer<T> serializer(Class<T> type) {
    return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
        ? LambdaEventSerializers.serializerFor(type, type.getClassLoader())
        : JacksonFactory.getInstance().getSerializer(type);
  }
}
