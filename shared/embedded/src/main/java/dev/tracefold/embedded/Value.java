package dev.tracefold.embedded;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A value of the template whose text may depend on resources that do not exist yet. Parameters and
 * conditions are already decided; what is left names resources by their logical id.
 */
public sealed interface Value {

  /** Answers what a template asks about resources and about the place of deployment. */
  interface Resources {

    /**
     * What {@code !Ref} gives.
     *
     * @param name a logical id, or a pseudo parameter such as {@code AWS::Region}
     * @throws IllegalArgumentException where no such resource exists
     */
    String reference(String name);

    /**
     * What {@code !GetAtt} gives.
     *
     * @param id a logical id
     * @param attribute the attribute's name, such as {@code Arn}
     * @throws IllegalArgumentException where no such resource or attribute exists
     */
    String attribute(String id, String attribute);
  }

  /** A literal, or a parameter's value. */
  record Text(String text) implements Value {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /** {@code !Ref} of a resource or a pseudo parameter. */
  record Reference(String name) implements Value {
    public Reference {
      Objects.requireNonNull(name, "name");
    }
  }

  /** {@code !GetAtt} of a resource. */
  record Attribute(String id, String attribute) implements Value {
    public Attribute {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(attribute, "attribute");
    }
  }

  /** {@code !Sub} and {@code !Join}: the parts, one after the other. */
  record Joined(List<Value> parts) implements Value {
    public Joined {
      parts = List.copyOf(parts);
    }
  }

  /**
   * {@code !Select} out of {@code !Split}: one part of a text.
   *
   * @param index from 0
   */
  record Part(Value whole, String separator, int index) implements Value {
    public Part {
      Objects.requireNonNull(whole, "whole");
      Objects.requireNonNull(separator, "separator");
    }
  }

  /**
   * The text of this value.
   *
   * @throws IllegalArgumentException where it names a resource that {@code resources} does not know
   */
  default String in(Resources resources) {
    return switch (this) {
      case Text text -> text.text();
      case Reference reference -> resources.reference(reference.name());
      case Attribute attribute -> resources.attribute(attribute.id(), attribute.attribute());
      case Part part -> {
        String[] parts = part.whole().in(resources).split(Pattern.quote(part.separator()), -1);
        if (part.index() >= parts.length) {
          throw new IllegalArgumentException(
              "The template selects part " + part.index() + " of " + parts.length);
        }
        yield parts[part.index()];
      }
      case Joined joined -> {
        var text = new StringBuilder();
        for (Value part : joined.parts()) {
          text.append(part.in(resources));
        }
        yield text.toString();
      }
    };
  }
}
