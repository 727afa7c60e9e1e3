package dev.tracefold.local.driver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;

/** A function that answers with what it was asked; the path /throw throws. */
public final class Mirror extends TypedFunction<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  Mirror(Map<String, String> environment) {
    super(APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class);
    if (environment.isEmpty()) {
      throw new IllegalStateException("No environment");
    }
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    if (event.getRawPath().equals("/throw")) {
      throw new IllegalStateException("told to throw");
    }
    var request = event.getRequestContext().getHttp();
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(202)
        .withHeaders(
            Map.of(
                "X-Method", request.getMethod(),
                "X-Path", event.getRawPath(),
                "X-Query", String.valueOf(event.getQueryStringParameters()),
                "X-Source", request.getSourceIp(),
                "X-Base64", String.valueOf(event.getIsBase64Encoded()),
                "X-Sent", String.valueOf(event.getHeaders().get("x-some"))))
        .withBody(event.getBody())
        .withIsBase64Encoded(event.getIsBase64Encoded())
        .build();
  }
}
