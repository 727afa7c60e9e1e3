package dev.tracefold.benchmark.shape;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.project.ProjectOptions;

/** Options of a project with many rules, half of them for frames and half for fingerprints. */
public final class ProjectRules {

  private ProjectRules() {}

  /** So many rules, each about a library or an error that the events do not have. */
  public static ProjectOptions of(int count) {
    if (count == 0) {
      return ProjectOptions.NONE;
    }
    StringBuilder enhancements = new StringBuilder();
    StringBuilder fingerprints = new StringBuilder();
    for (int rule = 0; rule < count; rule++) {
      if (rule % 2 == 0) {
        enhancements.append("stack.module:vendor%d.* -app\n".formatted(rule));
      } else {
        fingerprints.append("error.type:Error%d* -> error-%d\n".formatted(rule, rule));
      }
    }
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("sentry:grouping_enhancements", enhancements.toString());
    options.put("sentry:fingerprinting_rules", fingerprints.toString());
    return ProjectOptions.of(options);
  }
}
