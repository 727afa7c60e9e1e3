package dev.tracefold.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a template as they exist in one place: names of tables, addresses of queues, the
 * name of the bucket, and from them the environment of every function.
 *
 * @param template what was created
 * @param endpoints where it was created
 * @param tables the tables' names, by logical id
 * @param queueUrls the queues' addresses, by logical id
 * @param buckets the buckets' names, by logical id
 */
public record Stack(
    Template template,
    Endpoints endpoints,
    Map<String, String> tables,
    Map<String, String> queueUrls,
    Map<String, String> buckets) {

  public Stack {
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(endpoints, "endpoints");
    tables = Map.copyOf(tables);
    queueUrls = Map.copyOf(queueUrls);
    buckets = Map.copyOf(buckets);
  }

  /**
   * Creates what is missing of a template's resources.
   *
   * @param prefix what every name starts with, {@code [a-z0-9-]{1,30}}; stacks of different
   *     prefixes in the same emulators do not see each other
   */
  public static Stack create(Endpoints endpoints, Template template, String prefix) {
    return new StackCreation(endpoints, prefix).create(template);
  }

  /**
   * The environment variables of a function, its resources' names filled in.
   *
   * @param function the function's logical id
   */
  public SequencedMap<String, String> environment(String function) {
    var environment = new LinkedHashMap<String, String>();
    template
        .function(function)
        .environment()
        .forEach((name, value) -> environment.put(name, value.in(names())));
    return environment;
  }

  /**
   * What the policies of a function allow it here.
   *
   * @param function the function's logical id
   */
  public Permissions permissions(String function) {
    return new Permissions(
        function,
        template.function(function).statements().stream()
            .map(
                statement ->
                    new Permissions.Grant(
                        statement.actions(),
                        statement.resources().stream().map(arn -> arn.in(names())).toList(),
                        statement.leadingKeys()))
            .toList());
  }

  /** The name of the table with this logical id. */
  public String table(String id) {
    return known(tables, "table", id);
  }

  /** The address of the queue with this logical id. */
  public String queueUrl(String id) {
    return known(queueUrls, "queue", id);
  }

  /** The ARN of the queue with this logical id. */
  public String queueArn(String id) {
    return names().attribute(id, "Arn");
  }

  /** The name of the template's only bucket. */
  public String bucket() {
    return buckets.values().iterator().next();
  }

  private Value.Resources names() {
    return new Value.Resources() {
      @Override
      public String reference(String name) {
        return switch (name) {
          case "AWS::Region" -> endpoints.region();
          case "AWS::AccountId" -> endpoints.accountId();
          case "AWS::Partition" -> "aws";
          case "AWS::URLSuffix" -> "amazonaws.com";
          case "AWS::StackName" -> "tracefold";
          default -> {
            for (Map<String, String> kind : List.of(tables, queueUrls, buckets)) {
              @Nullable String physical = kind.get(name);
              if (physical != null) {
                yield physical;
              }
            }
            throw unknown("resource", name);
          }
        };
      }

      @Override
      public String attribute(String id, String attribute) {
        String place = endpoints.region() + ":" + endpoints.accountId() + ":";
        if (attribute.equals("Arn") && tables.containsKey(id)) {
          return "arn:aws:dynamodb:" + place + "table/" + table(id);
        }
        if (attribute.equals("Arn") && buckets.containsKey(id)) {
          return "arn:aws:s3:::" + buckets.get(id);
        }
        String url = queueUrl(id);
        String name = url.substring(url.lastIndexOf('/') + 1);
        return switch (attribute) {
          case "Arn" -> "arn:aws:sqs:" + place + name;
          case "QueueName" -> name;
          case "QueueUrl" -> url;
          default -> throw unknown("attribute of " + id, attribute);
        };
      }
    };
  }

  private static String known(Map<String, String> names, String kind, String id) {
    String name = names.get(id);
    if (name == null) {
      throw unknown(kind, id);
    }
    return name;
  }

  private static IllegalArgumentException unknown(String kind, String name) {
    return new IllegalArgumentException("The stack has no " + kind + " " + name);
  }
}
