package dev.tracefold.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class of a library in the form that starts fastest: it does the same, and its line numbers are
 * kept.
 *
 * <ul>
 *   <li>The JVM makes a hidden class for each lambda and method reference when it is first reached,
 *       at twice the price of loading one, and the AWS SDK has one or two for every field of every
 *       request. Here they are classes of the archive already, one for all those of a class with
 *       the same interface and the same types of captured values.
 *   <li>Names of local variables, which only debuggers read, are a seventh of all bytes, and the
 *       JVM reads them whenever it loads a class.
 * </ul>
 *
 * <p>Left as they are: lambdas that are serializable or implement several interfaces.
 */
final class StartingClass {

  /** Stands between the name of the class and a number, as in the names that the JVM gives. */
  private static final String LAMBDAS = "$$Lambda$";

  private static final String BRIDGE = "bridge$";

  private final ClassNode node;
  private final Map<LambdaShape, LambdaClass> lambdas = new LinkedHashMap<>();
  private final List<MethodNode> added = new ArrayList<>();

  private StartingClass(ClassNode node) {
    this.node = node;
  }

  /**
   * Rewrites a class.
   *
   * @param content of a class file
   */
  static StartingClass of(byte[] content) {
    ClassNode node = new ClassNode();
    new ClassReader(content).accept(node, 0);
    StartingClass rewritten = new StartingClass(node);
    for (MethodNode method : node.methods) {
      rewritten.rewrite(method);
    }
    node.methods.addAll(rewritten.added);
    return rewritten;
  }

  /** Class files by the internal names of their classes: this one, then those of its lambdas. */
  Map<String, byte[]> written() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    files.put(node.name, writer.toByteArray());
    lambdas.values().forEach(lambda -> files.put(lambda.name(), lambda.written()));
    return files;
  }

  private void rewrite(MethodNode method) {
    method.localVariables = null;
    method.visibleLocalVariableAnnotations = null;
    method.invisibleLocalVariableAnnotations = null;
    boolean hasLambdas = false;
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof InvokeDynamicInsnNode site) {
        Optional<Lambda> lambda = Lambda.at(site);
        if (lambda.isPresent()) {
          replace(method.instructions, site, lambda.get());
          hasLambdas = true;
        }
      }
    }
    if (hasLambdas) {
      // The number of the lambda lies on top of what it captures.
      method.maxStack++;
    }
  }

  private void replace(InsnList instructions, InvokeDynamicInsnNode site, Lambda lambda) {
    LambdaClass made =
        lambdas.computeIfAbsent(
            lambda.shape(), shape -> new LambdaClass(node.name + LAMBDAS + lambdas.size(), shape));
    int number = made.add(new Lambda(lambda.shape(), lambda.called(), reachable(lambda.body())));
    instructions.insertBefore(site, constant(number));
    instructions.set(
        site,
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            made.name(),
            LambdaClass.FACTORY,
            made.factoryDescriptor(),
            false));
  }

  /** What a lambda runs, in a form that another class of the package may call. */
  private Body reachable(Body body) {
    Handle handle = body.handle();
    if (!handle.getOwner().equals(node.name)) {
      return isOfSameNest(handle.getOwner()) ? bridge(body) : body;
    }
    Optional<MethodNode> hidden =
        node.methods.stream()
            .filter(method -> method.name.equals(handle.getName()))
            .filter(method -> method.desc.equals(handle.getDesc()))
            .filter(method -> (method.access & Opcodes.ACC_PRIVATE) != 0)
            .findFirst();
    if (hidden.isEmpty()) {
      return body;
    }
    if (!body.isStatic() && !body.isConstructor()) {
      // Not to be opened: one of a subclass with the same name would take its place.
      return bridge(body);
    }
    hidden.get().access = open(hidden.get().access);
    return body;
  }

  /** Whether this class may call what is private there; the classes of its lambdas may not. */
  private boolean isOfSameNest(String other) {
    if ((node.version & 0xFFFF) < Opcodes.V11) {
      return false;
    }
    String host = Objects.requireNonNullElse(node.nestHostClass, node.name);
    return other.equals(host) || other.startsWith(host + "$");
  }

  private int open(int access) {
    // An interface knows nothing between private and public.
    return (access & ~Opcodes.ACC_PRIVATE) | (isInterface() ? Opcodes.ACC_PUBLIC : 0);
  }

  /** A method of this class that does nothing but run the body. */
  private Body bridge(Body body) {
    String descriptor = Type.getMethodDescriptor(body.given(), body.taken().toArray(Type[]::new));
    MethodNode bridge =
        new MethodNode(
            open(Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC),
            BRIDGE + added.size(),
            descriptor,
            null,
            null);
    body.writeStart(bridge);
    int at = 0;
    for (Type type : body.taken()) {
      bridge.visitVarInsn(type.getOpcode(Opcodes.ILOAD), at);
      at += type.getSize();
    }
    body.writeCall(bridge);
    bridge.visitInsn(body.given().getOpcode(Opcodes.IRETURN));
    // A constructor has its new instance twice below what it takes.
    bridge.visitMaxs(Math.max(at + 2, body.given().getSize()), at);
    added.add(bridge);
    return new Body(
        new Handle(Opcodes.H_INVOKESTATIC, node.name, bridge.name, bridge.desc, isInterface()));
  }

  private boolean isInterface() {
    return (node.access & Opcodes.ACC_INTERFACE) != 0;
  }

  private static AbstractInsnNode constant(int number) {
    return number <= Byte.MAX_VALUE
        ? new IntInsnNode(Opcodes.BIPUSH, number)
        : new IntInsnNode(Opcodes.SIPUSH, number);
  }
}
