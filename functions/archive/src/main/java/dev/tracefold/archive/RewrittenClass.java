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
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class of a library in the form that starts fastest. It does the same as before, but for what
 * nothing in functions asks for: a lambda that captures nothing is a new object each time, and has
 * a frame in stack traces. Line numbers are kept.
 *
 * <ul>
 *   <li>The JVM makes a hidden class for each lambda and method reference when it is first reached,
 *       at twice the price of loading one, and the AWS SDK has one or two for every field of every
 *       request. Here they are classes of the archive already, one for all those of a class with
 *       the same interface and the same types of captured values.
 *   <li>So it is with what records have by nature, which the JVM puts together from method handles.
 *   <li>The requests of operations that no function calls are not loaded; see {@link RequestCasts}.
 *   <li>Names of local variables and parameters, generic types of methods and fields, and
 *       annotations that are not kept for run time are a fifth of all bytes. Debuggers, compilers
 *       and reflection for binding objects want them; the JVM reads them whenever it loads a class.
 * </ul>
 *
 * <p>Left as they are: lambdas that are serializable, implement several interfaces or need bridge
 * methods, and switches over types.
 */
final class RewrittenClass {

  /** Stands between the name of the class and a number, as in the names that the JVM gives. */
  private static final String LAMBDAS = "$$Lambda$";

  private static final String FORWARDER = "forward$";
  private static final String RECORD = "record$";

  private final ClassNode node;
  private final Map<LambdaShape, LambdaClass> lambdas = new LinkedHashMap<>();
  private final List<MethodNode> added = new ArrayList<>();

  private RewrittenClass(ClassNode node) {
    this.node = node;
  }

  /**
   * Rewrites a class.
   *
   * @param content of a class file
   */
  static RewrittenClass of(byte[] content) {
    ClassNode node = new ClassNode();
    new ClassReader(content).accept(node, 0);
    RewrittenClass rewritten = new RewrittenClass(node);
    for (MethodNode method : node.methods) {
      rewritten.rewrite(method);
    }
    node.methods.addAll(rewritten.added);
    rewritten.forgetWhatTheJvmDoesNotNeed();
    return rewritten;
  }

  /** The class file. */
  byte[] written() {
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    return writer.toByteArray();
  }

  /** The class files of its lambdas, by internal name. */
  Map<String, byte[]> lambdas() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    lambdas.values().forEach(lambda -> files.put(lambda.name(), lambda.written()));
    return files;
  }

  private void rewrite(MethodNode method) {
    boolean hasLambdas = false;
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof InvokeDynamicInsnNode site) {
        Optional<Lambda> lambda = Lambda.at(site);
        Optional<RecordMethod> ofRecord = RecordMethod.at(site, simpleName());
        if (lambda.isPresent()) {
          replace(method.instructions, site, lambda.get());
          hasLambdas = true;
        } else if (ofRecord.isPresent()) {
          replace(method.instructions, site, ofRecord.get());
        }
      }
    }
    if (hasLambdas) {
      // The number of the lambda lies on top of what it captures.
      method.maxStack++;
    }
    RequestCasts.insert(node.name, method);
  }

  private void forgetWhatTheJvmDoesNotNeed() {
    node.invisibleAnnotations = null;
    node.invisibleTypeAnnotations = null;
    for (FieldNode field : node.fields) {
      field.signature = null;
      field.invisibleAnnotations = null;
      field.invisibleTypeAnnotations = null;
    }
    for (MethodNode method : node.methods) {
      method.signature = null;
      method.parameters = null;
      method.localVariables = null;
      method.visibleLocalVariableAnnotations = null;
      method.invisibleLocalVariableAnnotations = null;
      method.invisibleAnnotations = null;
      method.invisibleTypeAnnotations = null;
      method.invisibleParameterAnnotations = null;
      for (AbstractInsnNode instruction : method.instructions) {
        instruction.invisibleTypeAnnotations = null;
      }
    }
  }

  private void replace(InsnList instructions, InvokeDynamicInsnNode site, Lambda lambda) {
    LambdaClass made =
        lambdas.computeIfAbsent(
            lambda.shape(), shape -> new LambdaClass(node.name + LAMBDAS + lambdas.size(), shape));
    int number =
        made.add(new Lambda(lambda.shape(), lambda.instantiated(), reachable(lambda.body())));
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

  private void replace(InsnList instructions, InvokeDynamicInsnNode site, RecordMethod ofRecord) {
    MethodNode method =
        new MethodNode(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
            RECORD + ofRecord.name(),
            ofRecord.descriptor(),
            null,
            null);
    ofRecord.write(method);
    added.add(method);
    instructions.set(
        site,
        new MethodInsnNode(
            Opcodes.INVOKESTATIC, node.name, method.name, method.desc, /* isInterface= */ false));
  }

  /** The name of the class without those of its package and of the classes around it. */
  private String simpleName() {
    return node.innerClasses.stream()
        .filter(inner -> inner.name.equals(node.name))
        .map(inner -> inner.innerName)
        .filter(Objects::nonNull) // as that of an anonymous class is
        .findFirst()
        .orElse(node.name.substring(node.name.lastIndexOf('/') + 1));
  }

  /**
   * What a lambda runs, in a form that another class of the package may call: what is private is
   * opened or gets a forwarder.
   */
  private Body reachable(Body body) {
    Handle handle = body.handle();
    if (!handle.getOwner().equals(node.name)) {
      return isOfSameNest(handle.getOwner()) ? forwarder(body) : body;
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
      return forwarder(body);
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
  private Body forwarder(Body body) {
    String descriptor = Type.getMethodDescriptor(body.given(), body.taken().toArray(Type[]::new));
    MethodNode forwarder =
        new MethodNode(
            open(Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC),
            FORWARDER + added.size(),
            descriptor,
            null,
            null);
    body.writeStart(forwarder);
    int at = 0;
    for (Type type : body.taken()) {
      forwarder.visitVarInsn(type.getOpcode(Opcodes.ILOAD), at);
      at += type.getSize();
    }
    body.writeCall(forwarder);
    forwarder.visitInsn(body.given().getOpcode(Opcodes.IRETURN));
    // A constructor has its new instance twice below what it takes.
    forwarder.visitMaxs(Math.max(at + 2, body.given().getSize()), at);
    added.add(forwarder);
    return new Body(
        new Handle(
            Opcodes.H_INVOKESTATIC, node.name, forwarder.name, forwarder.desc, isInterface()));
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
