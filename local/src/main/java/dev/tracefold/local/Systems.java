package dev.tracefold.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Finds the system that a command is about: the local one leaves its description in a file while it
 * runs.
 */
public final class Systems {
  private final Path description;

  /**
   * @param root the root of the checkout
   */
  public Systems(Path root) {
    this.description = root.resolve(".tracefold").resolve("up.json");
  }

  /**
   * The local system that runs now.
   *
   * @throws IllegalStateException where none does
   */
  public Connection running() {
    return described()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No local system runs: start one with 'tracefold up', or name a deployed "
                        + "stack with --stack"));
  }

  /**
   * A deployed stack, found with the credentials and the region of the environment.
   *
   * @throws IllegalStateException where it is none of this project's
   */
  public static Connection deployed(String stack) {
    try (CloudFormationClient cloudFormation =
        CloudFormationClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      var queues = new LinkedHashMap<String, String>();
      var tables = new LinkedHashMap<String, String>();
      var buckets = new LinkedHashMap<String, String>();
      cloudFormation
          .listStackResourcesPaginator(list -> list.stackName(stack))
          .stackResourceSummaries()
          .forEach(
              resource -> {
                String id = resource.logicalResourceId();
                String name = resource.physicalResourceId();
                switch (resource.resourceType()) {
                  case "AWS::SQS::Queue" -> queues.put(id, name);
                  case "AWS::DynamoDB::Table" -> tables.put(id, name);
                  case "AWS::S3::Bucket" -> buckets.put(id, name);
                  default -> {} // nothing that a command asks
                }
              });
      Stack described =
          cloudFormation.describeStacks(describe -> describe.stackName(stack)).stacks().getFirst();
      var outputs = new LinkedHashMap<String, String>();
      described.outputs().forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
      var parameters = new LinkedHashMap<String, String>();
      described
          .parameters()
          .forEach(
              parameter -> parameters.put(parameter.parameterKey(), parameter.parameterValue()));
      String dsn = outputs.get("Dsn");
      String intake = outputs.get("IntakeUrl");
      String bucket = buckets.get("Bucket");
      if (dsn == null || intake == null || bucket == null) {
        throw new IllegalStateException(
            "The stack "
                + stack
                + " is not deployed from Tracefold's template: expected the "
                + "outputs Dsn and IntakeUrl and the resource Bucket, found "
                + outputs.keySet()
                + " and "
                + buckets.keySet());
      }
      return new Connection(
          dsn,
          URI.create(intake.replaceFirst("/$", "")),
          null,
          queues,
          tables,
          bucket,
          Connection.retention(parameters));
    }
  }

  private Optional<Connection> described() {
    try {
      return Files.exists(description)
          ? Optional.of(Connection.read(Files.readString(description)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + description, e);
    }
  }

  /** Leaves the description of a system that runs from now on. */
  public void announce(Connection connection) {
    try {
      Files.createDirectories(description.getParent());
      Files.writeString(description, connection.toJson());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + description, e);
    }
  }

  /** Takes the description back, unless another system has left its own meanwhile. */
  public void withdraw(Connection connection) {
    try {
      if (described().filter(left -> left.dsn().equals(connection.dsn())).isPresent()) {
        Files.delete(description);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + description, e);
    }
  }
}
