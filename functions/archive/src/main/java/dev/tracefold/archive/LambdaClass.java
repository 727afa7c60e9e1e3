package dev.tracefold.archive;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class of all lambdas of one shape in a class: an instance holds the number of its lambda and
 * what that captured, and its method branches by the number.
 */
final class LambdaClass {

  /** Name of the static method that takes what is captured and the number. */
  static final String FACTORY = "of";

  private static final String OBJECT = "java/lang/Object";
  private static final String CONSTRUCTOR = "<init>";
  private static final String NUMBER = "number";
  private static final String CAPTURED = "captured";

  private final String name;
  private final LambdaShape shape;
  private final List<Lambda> lambdas = new ArrayList<>();

  /**
   * @param name internal name
   */
  LambdaClass(String name, LambdaShape shape) {
    this.name = name;
    this.shape = shape;
  }

  String name() {
    return name;
  }

  /** Gives a lambda its number. */
  int add(Lambda lambda) {
    lambdas.add(lambda);
    return lambdas.size() - 1;
  }

  String factoryDescriptor() {
    return Type.getMethodDescriptor(Type.getObjectType(shape.type()), fields());
  }

  byte[] written() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V1_8,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        name,
        null,
        OBJECT,
        new String[] {shape.type()});
    for (int i = 0; i < fields().length; i++) {
      writer.visitField(
          Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL,
          field(i),
          fields()[i].getDescriptor(),
          null,
          null);
    }
    writeConstructor(writer);
    writeFactory(writer);
    writeMethod(writer);
    return writer.toByteArray();
  }

  /** The number last, because it is put on the stack behind what is captured. */
  private Type[] fields() {
    List<Type> fields = new ArrayList<>(shape.captured());
    fields.add(Type.INT_TYPE);
    return fields.toArray(Type[]::new);
  }

  private String field(int position) {
    return position == shape.captured().size() ? NUMBER : CAPTURED + position;
  }

  private void writeConstructor(ClassWriter writer) {
    String descriptor = Type.getMethodDescriptor(Type.VOID_TYPE, fields());
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PRIVATE, CONSTRUCTOR, descriptor, null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, CONSTRUCTOR, "()V", false);
    int at = 1;
    for (int i = 0; i < fields().length; i++) {
      Type type = fields()[i];
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), at);
      code.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), type.getDescriptor());
      at += type.getSize();
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
  }

  private void writeFactory(ClassWriter writer) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_STATIC, FACTORY, factoryDescriptor(), null, null);
    code.visitCode();
    code.visitTypeInsn(Opcodes.NEW, name);
    code.visitInsn(Opcodes.DUP);
    int at = 0;
    for (Type type : fields()) {
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), at);
      at += type.getSize();
    }
    code.visitMethodInsn(
        Opcodes.INVOKESPECIAL,
        name,
        CONSTRUCTOR,
        Type.getMethodDescriptor(Type.VOID_TYPE, fields()),
        false);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
  }

  private void writeMethod(ClassWriter writer) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC, shape.method(), shape.descriptor(), null, null);
    code.visitCode();
    if (lambdas.size() == 1) {
      writeBody(code, lambdas.getFirst());
    } else {
      Label[] labels = lambdas.stream().map(lambda -> new Label()).toArray(Label[]::new);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(
          Opcodes.GETFIELD, name, field(shape.captured().size()), Type.INT_TYPE.getDescriptor());
      // There are no other numbers: the last one stands for them.
      code.visitTableSwitchInsn(0, labels.length - 1, labels[labels.length - 1], labels);
      for (int i = 0; i < labels.length; i++) {
        code.visitLabel(labels[i]);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        writeBody(code, lambdas.get(i));
      }
    }
    code.visitMaxs(0, 0);
  }

  private void writeBody(MethodVisitor code, Lambda lambda) {
    Body body = lambda.body();
    body.writeStart(code);
    List<Type> taken = body.taken();
    int position = 0;
    for (Type captured : shape.captured()) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, name, field(position), captured.getDescriptor());
      Conversion.write(code, captured, taken.get(position));
      position++;
    }
    Type[] declared = Type.getArgumentTypes(shape.descriptor());
    Type[] instantiated = lambda.instantiated().getArgumentTypes();
    int at = 1;
    for (int i = 0; i < declared.length; i++) {
      code.visitVarInsn(declared[i].getOpcode(Opcodes.ILOAD), at);
      at += declared[i].getSize();
      Conversion.write(code, declared[i], instantiated[i]);
      Conversion.write(code, instantiated[i], taken.get(position));
      position++;
    }
    body.writeCall(code);
    Type returned = Type.getReturnType(shape.descriptor());
    if (returned.equals(Type.VOID_TYPE)) {
      Conversion.drop(code, body.given());
    } else {
      Conversion.write(code, body.given(), returned);
    }
    code.visitInsn(returned.getOpcode(Opcodes.IRETURN));
  }
}
