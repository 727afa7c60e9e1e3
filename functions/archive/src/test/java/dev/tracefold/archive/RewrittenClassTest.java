package dev.tracefold.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;

/** Rewritten classes do what they did. */
class RewrittenClassTest {

  /**
   * Gives the classes that it was made with, whatever its parent has; notes what it is asked for.
   */
  private static final class Classes extends ClassLoader {

    private final Map<String, byte[]> contents = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      asked.add(name);
      byte[] content = contents.get(name.replace('.', '/'));
      if (content == null) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : defineClass(name, content, 0, content.length);
    }
  }

  private static byte[] compiled(String name) throws IOException {
    return Files.readAllBytes(folder().resolve(name + ".class"));
  }

  private static Path folder() {
    URL here =
        Objects.requireNonNull(RewrittenClassTest.class.getResource("RewrittenClassTest.class"));
    return Path.of(URI.create(here.toString())).resolveSibling("");
  }

  /** All classes of the samples, and those of their lambdas. */
  private static Map<String, byte[]> rewritten() throws IOException {
    Map<String, byte[]> rewritten = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(), "Lambdas*.class")) {
      for (Path file : files) {
        byte[] content = Files.readAllBytes(file);
        RewrittenClass made = RewrittenClass.of(content);
        rewritten.put(new ClassReader(content).getClassName(), made.written());
        rewritten.putAll(made.lambdas());
      }
    }
    return rewritten;
  }

  /** What the JVM asks for to make a class of the class path ready. */
  private static Set<String> askedFor(String name, boolean rewrite) throws Exception {
    Classes classes = new Classes();
    String file = name.replace('.', '/');
    try (InputStream in =
        Objects.requireNonNull(ClassLoader.getSystemResourceAsStream(file + ".class"))) {
      byte[] content = in.readAllBytes();
      if (rewrite) {
        RewrittenClass made = RewrittenClass.of(content);
        classes.contents.put(file, made.written());
        classes.contents.putAll(made.lambdas());
      } else {
        classes.contents.put(file, content);
      }
    }
    Class.forName(name, /* initialize= */ true, classes);
    return classes.asked;
  }

  private static List<String> bootstraps(byte[] content) {
    ClassNode node = new ClassNode();
    new ClassReader(content).accept(node, 0);
    List<String> bootstraps = new ArrayList<>();
    node.methods.forEach(
        method ->
            method.instructions.forEach(
                instruction -> {
                  if (instruction instanceof InvokeDynamicInsnNode site) {
                    bootstraps.add(site.bsm.getName());
                  }
                }));
    return bootstraps;
  }

  @Test
  void everyKindOfLambdaAnswersAsBefore() throws Exception {
    Classes classes = new Classes();
    classes.contents.putAll(rewritten());
    Callable<?> lambdas =
        (Callable<?>)
            classes.loadClass(Lambdas.class.getName()).getDeclaredConstructor().newInstance();
    assertThat(lambdas.getClass().getClassLoader()).isSameAs(classes);
    assertThat(lambdas.call()).isEqualTo(new Lambdas().call());
  }

  @Test
  void onlySerializableLambdasAreLeftToTheJvm() throws IOException {
    assertThat(bootstraps(compiled("Lambdas"))).contains("metafactory", "altMetafactory");
    List<String> left =
        rewritten().values().stream().flatMap(content -> bootstraps(content).stream()).toList();
    assertThat(left).containsOnly("altMetafactory");
  }

  @Test
  void lambdasOfOneShapeShareAClass() throws IOException {
    assertThat(RewrittenClass.of(compiled("LambdasOfParent")).lambdas().keySet())
        .containsExactly("dev/tracefold/archive/LambdasOfParent$$Lambda$0");
    long suppliers =
        RewrittenClass.of(compiled("Lambdas")).lambdas().values().stream()
            .map(ClassReader::new)
            .filter(file -> List.of(file.getInterfaces()).contains("java/util/function/Supplier"))
            .count();
    // Captured: nothing, a text, one and all of the values, this; once each.
    assertThat(suppliers).isEqualTo(5);
  }

  @Test
  void linesStayAndNamesOfVariablesGo() throws IOException {
    ClassNode node = new ClassNode();
    new ClassReader(RewrittenClass.of(compiled("Lambdas")).written()).accept(node, 0);
    assertThat(node.sourceFile).isEqualTo("Lambdas.java");
    assertThat(node.methods)
        .allSatisfy(method -> assertThat(method.localVariables).isNullOrEmpty())
        .filteredOn(method -> method.name.equals("decorate"))
        .singleElement()
        .satisfies(
            method -> assertThat(method.instructions).anyMatch(LineNumberNode.class::isInstance));
  }

  @Test
  void requestsOfOtherOperationsAreNotLoadedWithAClient() throws Exception {
    String client = "software.amazon.awssdk.services.sqs.DefaultSqsClient";
    String request = "software.amazon.awssdk.services.sqs.model.AddPermissionRequest";
    assertThat(askedFor(client, /* rewrite= */ false)).contains(request);
    assertThat(askedFor(client, /* rewrite= */ true)).doesNotContain(request);
  }
}
