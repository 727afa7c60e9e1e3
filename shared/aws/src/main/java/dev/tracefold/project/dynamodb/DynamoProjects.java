package dev.tracefold.project.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.intake.JsonTree;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectAdministration;
import dev.tracefold.project.ProjectKey;
import dev.tracefold.project.ProjectOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Projects and keys in DynamoDB; the items are listed in the package's description. */
public final class DynamoProjects implements ProjectAdministration {

  private static final String DEPLOYMENT = "DEPLOYMENT";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoProjects(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
  }

  @Override
  public Optional<Project> find(long projectId) {
    return read("P#" + projectId, "PROJECT").map(item -> project(projectId, item));
  }

  @Override
  public Optional<ProjectKey> findKey(String publicKey) {
    if (!ProjectKey.isWellFormed(publicKey)) {
      return Optional.empty();
    }
    return read("K#" + publicKey, "KEY").map(item -> key(publicKey, item));
  }

  @Override
  public ProjectOptions deploymentOptions() {
    return read(DEPLOYMENT, DEPLOYMENT)
        .map(item -> options("the deployment", item.text("options")))
        .orElse(ProjectOptions.NONE);
  }

  @Override
  public void setDeploymentOptions(ProjectOptions options) {
    Item item = Item.at(DEPLOYMENT, DEPLOYMENT).with("options", JsonTree.write(options.toJson()));
    dynamoDb.putItem(request -> request.tableName(table).item(item.attributes()));
  }

  @Override
  public boolean create(Project project) {
    Item listed = Item.at("PROJECTS", Long.toString(project.id()));
    return putTogether(List.of(projectItem(project), listed), true);
  }

  @Override
  public boolean create(ProjectKey key) {
    return putTogether(keyItems(key), true);
  }

  @Override
  public void update(Project project) {
    putTogether(List.of(projectItem(project)), false);
  }

  @Override
  public void update(ProjectKey key) {
    putTogether(keyItems(key), false);
  }

  @Override
  public List<Project> projects() {
    return query("PROJECTS", "").stream()
        .map(item -> Long.parseLong(item.sk()))
        .flatMap(id -> find(id).stream())
        .sorted(Comparator.comparingLong(Project::id))
        .toList();
  }

  @Override
  public List<ProjectKey> keys(long projectId) {
    return query("P#" + projectId, "KEY#").stream()
        .flatMap(item -> findKey(item.text("public_key")).stream())
        .sorted(Comparator.comparingLong(ProjectKey::id))
        .toList();
  }

  private Optional<Item> read(String pk, String sk) {
    return Item.found(
        dynamoDb.getItem(request -> request.tableName(table).key(Item.key(pk, sk))).item());
  }

  private List<Item> query(String pk, String prefix) {
    List<Item> items = new ArrayList<>();
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":pk", AttributeValue.fromS(pk));
    if (!prefix.isEmpty()) {
      values.put(":prefix", AttributeValue.fromS(prefix));
    }
    dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .keyConditionExpression(
                        prefix.isEmpty() ? "pk = :pk" : "pk = :pk and begins_with(sk, :prefix)")
                    .expressionAttributeValues(values))
        .items()
        .forEach(found -> items.add(Item.of(found)));
    return items;
  }

  /** One transaction, so that a key is never found without its project's list and the reverse. */
  private boolean putTogether(List<Item> items, boolean create) {
    String condition = create ? "attribute_not_exists(pk)" : "attribute_exists(pk)";
    List<TransactWriteItem> puts =
        items.stream()
            .map(
                i ->
                    Put.builder()
                        .tableName(table)
                        .item(i.attributes())
                        .conditionExpression(condition)
                        .build())
            .map(put -> TransactWriteItem.builder().put(put).build())
            .toList();
    try {
      dynamoDb.transactWriteItems(request -> request.transactItems(puts));
      return true;
    } catch (TransactionCanceledException refused) {
      if (!create) {
        throw new IllegalStateException("nothing to update: it does not exist", refused);
      }
      return false;
    }
  }

  private static Item projectItem(Project project) {
    return Item.at("P#" + project.id(), "PROJECT")
        .with("organization", project.organizationId())
        .with("slug", project.slug())
        .with("platform", project.platform())
        .with("enabled", project.enabled())
        .with("options", JsonTree.write(project.options().toJson()));
  }

  private static List<Item> keyItems(ProjectKey key) {
    return List.of(
        Item.at("K#" + key.publicKey(), "KEY")
            .with("key_id", key.id())
            .with("project", key.projectId())
            .with("enabled", key.enabled()),
        Item.at("P#" + key.projectId(), "KEY#" + key.id()).with("public_key", key.publicKey()));
  }

  private static Project project(long id, Item item) {
    return new Project(
        id,
        item.number("organization"),
        item.text("slug"),
        item.optionalText("platform").orElse(null),
        item.flag("enabled"),
        options("project " + id, item.text("options")));
  }

  private static ProjectOptions options(String owner, String text) {
    try {
      return ProjectOptions.of((ObjectNode) JsonTree.read(text));
    } catch (JsonProcessingException | ClassCastException e) {
      throw new IllegalStateException(
          "the options of %s are no JSON object; set them again".formatted(owner), e);
    }
  }

  private static ProjectKey key(String publicKey, Item item) {
    return new ProjectKey(
        item.number("key_id"), publicKey, item.number("project"), item.flag("enabled"));
  }
}
