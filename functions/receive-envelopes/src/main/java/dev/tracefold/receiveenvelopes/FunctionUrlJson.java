package dev.tracefold.receiveenvelopes;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The JSON of a Function URL (payload 2.0), read and written field by field: Lambda's own reader
 * binds it by reflection, for which a start loads many hundred classes more.
 */
final class FunctionUrlJson {

  private FunctionUrlJson() {}

  /**
   * Reads a request, as far as the intake uses it.
   *
   * @throws IOException where it is no JSON
   */
  static APIGatewayV2HTTPEvent read(InputStream event) throws IOException {
    JsonNode json = JsonTree.read(event);
    JsonNode context = json.path("requestContext");
    JsonNode http = context.path("http");
    Map<String, String> headers = new HashMap<>();
    json.path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath(json.path("rawPath").textValue())
        .withRawQueryString(json.path("rawQueryString").textValue())
        .withHeaders(headers)
        .withBody(json.path("body").textValue())
        .withIsBase64Encoded(json.path("isBase64Encoded").asBoolean())
        .withRequestContext(
            RequestContext.builder()
                .withRequestId(context.path("requestId").textValue())
                .withHttp(
                    Http.builder()
                        .withMethod(http.path("method").textValue())
                        .withSourceIp(http.path("sourceIp").textValue())
                        .build())
                .build())
        .build();
  }

  /** Writes a response. */
  static void write(APIGatewayV2HTTPResponse response, OutputStream to) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("statusCode", response.getStatusCode());
    ObjectNode headers = json.putObject("headers");
    response.getHeaders().forEach(headers::put);
    json.put("body", response.getBody());
    json.put("isBase64Encoded", response.getIsBase64Encoded());
    JsonTree.write(json, to);
  }
}
