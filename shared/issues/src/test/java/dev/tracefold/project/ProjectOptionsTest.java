package dev.tracefold.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

final class ProjectOptionsTest {

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  @Test
  void aValueOfAnotherTypeCountsAsUnset() {
    json.put("number", "12").put("text", 12).put("flag", "perhaps");
    ProjectOptions options = ProjectOptions.of(json);
    assertThat(options.integer("number")).isEmpty();
    assertThat(options.text("text")).isEmpty();
    assertThat(options.flag("flag", true)).isTrue();
  }

  @Test
  void aListIsAlsoReadFromTheLinesOfAText() {
    json.put("lines", "a\n\n b \n").putArray("list").add("x").add(3).add("y");
    ProjectOptions options = ProjectOptions.of(json);
    assertThat(options.list("lines")).containsExactly("a", "b");
    assertThat(options.list("list")).containsExactly("x", "y");
  }

  @Test
  void changingOptionsLeavesTheOldOnesAlone() {
    ProjectOptions before = ProjectOptions.of(json.put("a", 1));
    ProjectOptions after = before.with("a", null);
    assertThat(before.integer("a")).hasValue(1);
    assertThat(after).isEqualTo(ProjectOptions.NONE);
  }
}
