package dev.tracefold.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tracefold.embedded.Endpoints;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemsTest {
  private static final Connection LOCAL =
      new Connection(
          "http://key@127.0.0.1:1/1",
          URI.create("http://127.0.0.1:1"),
          new Endpoints(
              URI.create("http://127.0.0.1:2"),
              URI.create("http://127.0.0.1:3"),
              URI.create("http://127.0.0.1:4"),
              "us-east-1",
              "000000000000",
              "id",
              "secret"),
          new LinkedHashMap<>(Map.of("EventsQueue", "http://127.0.0.1:3/0/events")),
          new LinkedHashMap<>(Map.of("IssuesTable", "tracefold-IssuesTable")),
          "tracefold-bucket",
          Duration.ofDays(90));

  @TempDir private Path root;

  @Test
  void aRunningSystemIsFoundUntilItStops() {
    var systems = new Systems(root);
    systems.announce(LOCAL);
    assertThat(systems.running()).isEqualTo(LOCAL);
    systems.withdraw(LOCAL);
    assertThatThrownBy(systems::running)
        .hasMessageContaining("tracefold up")
        .hasMessageContaining("--stack");
  }

  @Test
  void aSystemThatStopsLeavesTheDescriptionOfItsSuccessor() {
    var systems = new Systems(root);
    Connection successor =
        new Connection(
            "http://key@127.0.0.1:9/1",
            LOCAL.intake(),
            LOCAL.endpoints(),
            LOCAL.queues(),
            LOCAL.tables(),
            LOCAL.bucket(),
            LOCAL.retention());
    systems.announce(LOCAL);
    systems.announce(successor);
    systems.withdraw(LOCAL);
    assertThat(systems.running()).isEqualTo(successor);
  }

  @Test
  void aMissingResourceIsNamedWithTheOnesThereAre() {
    assertThat(LOCAL.table("IssuesTable")).isEqualTo("tracefold-IssuesTable");
    assertThatThrownBy(() -> LOCAL.queue("NoQueue"))
        .hasMessage("No queue NoQueue in this system, expected one of [EventsQueue]");
    assertThatThrownBy(() -> Connection.read("{}")).hasMessageContaining("tracefold up --json");
  }

  private static String resource(String id, String name, String type) {
    return """
        <member><LogicalResourceId>%s</LogicalResourceId>\
        <PhysicalResourceId>%s</PhysicalResourceId><ResourceType>%s</ResourceType>\
        <ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>"""
        .formatted(id, name, type);
  }

  private static String output(String key, String value) {
    return "<member><OutputKey>%s</OutputKey><OutputValue>%s</OutputValue></member>"
        .formatted(key, value);
  }

  /** Answers as CloudFormation does; the path of its endpoint is the whole service. */
  private static HttpServer cloudFormation(String outputs) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          String action =
              request.contains("ListStackResources") ? "ListStackResources" : "DescribeStacks";
          String result =
              action.equals("ListStackResources")
                  ? "<StackResourceSummaries>"
                      + resource("EventsQueue", "https://sqs/1/events", "AWS::SQS::Queue")
                      + resource("IssuesTable", "prod-issues", "AWS::DynamoDB::Table")
                      + resource("Bucket", "prod-bucket", "AWS::S3::Bucket")
                      + resource("SaveEventsFunction", "save", "AWS::Lambda::Function")
                      + "</StackResourceSummaries>"
                  : "<Stacks><member><StackName>prod</StackName><Parameters><member>"
                      + "<ParameterKey>RetentionDays</ParameterKey>"
                      + "<ParameterValue>30</ParameterValue></member></Parameters><Outputs>"
                      + outputs
                      + "</Outputs></member></Stacks>";
          byte[] body =
              "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                  .formatted(action, result)
                  .getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/xml");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    System.setProperty("aws.region", "eu-central-1");
    System.setProperty("aws.accessKeyId", "id");
    System.setProperty("aws.secretAccessKey", "secret");
    System.setProperty(
        "aws.endpointUrlCloudFormation", "http://127.0.0.1:" + server.getAddress().getPort());
    return server;
  }

  @Test
  void aDeployedStackIsFoundByItsName() throws Exception {
    HttpServer server =
        cloudFormation(output("Dsn", "https://key@host/1") + output("IntakeUrl", "https://host/"));
    try {
      Connection deployed = Systems.deployed("prod");
      assertThat(deployed.dsn()).isEqualTo("https://key@host/1");
      assertThat(deployed.intake()).isEqualTo(URI.create("https://host"));
      assertThat(deployed.queue("EventsQueue")).isEqualTo("https://sqs/1/events");
      assertThat(deployed.table("IssuesTable")).isEqualTo("prod-issues");
      assertThat(deployed.bucket()).isEqualTo("prod-bucket");
      assertThat(deployed.endpoints()).isNull();
      assertThat(deployed.retention()).isEqualTo(Duration.ofDays(30));
    } finally {
      server.stop(0);
      System.clearProperty("aws.endpointUrlCloudFormation");
    }
  }

  @Test
  void aStackOfSomethingElseIsRefused() throws Exception {
    HttpServer server = cloudFormation(output("Other", "x"));
    try {
      assertThatThrownBy(() -> Systems.deployed("prod"))
          .hasMessageContaining("not deployed from Tracefold's template")
          .hasMessageContaining("[Other]");
    } finally {
      server.stop(0);
      System.clearProperty("aws.endpointUrlCloudFormation");
    }
  }
}
