package dev.tracefold.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A function that takes batches of a queue and names the messages that are to be delivered again.
 * Lambda calls the stream variant, because it prefers it where a handler has both.
 */
public interface QueueFunction
    extends RequestHandler<SQSEvent, SQSBatchResponse>, RequestStreamHandler {

  /**
   * Handles a batch in Lambda's JSON. Of a message there are the id, the body, the attributes and
   * the texts of its message attributes; what else Lambda says of it is not read.
   *
   * @throws IOException where the event is no batch of a queue; it says what was found
   */
  @Override
  default void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    QueueJson.write(handleRequest(QueueJson.read(event), context), answer);
  }
}
