import { join } from 'node:path';
import ts from 'typescript';

/**
 * The product's sources in plainer words for the same: V8 runs most of a run in baseline code, where the protocol of iterators
 * costs two calls and an object a step, and a private name three times a property. Rewritten are, by their types,
 *
 * - `for (const x of array)`, to a loop over its indexes (what is appended meanwhile is seen, as before);
 * - `const [a, b] = array`, parameters of that pattern, and that of `for (const [key, value] of map)`, to reads by index;
 * - private names, to properties of names that nobody else has.
 *
 * @param {string} root - the project's folder
 * @returns {Map<string, string>} the sources that differ, by their absolute paths
 * @throws what is wrong with tsconfig.json
 */
export function plainCode(root) {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: ({ messageText }) => { throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n')); } };
  const config = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), {}, host);
  const sources = join(root, 'src', '/').replaceAll('\\', '/');
  const program = ts.createProgram(config.fileNames.filter((name) => name.startsWith(sources)), config.options);
  const rewrite = rewriter(program.getTypeChecker());
  const printer = ts.createPrinter();
  const texts = new Map();
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile || !file.fileName.startsWith(sources)) continue;
    const { transformed: [plain] } = ts.transform(file, [rewrite]);
    if (plain !== file) texts.set(file.fileName, printer.printFile(plain));
  }
  return texts;
}

const { factory } = ts;

/** A pattern that only takes elements out of an array, each by its index. */
const isPlain = (name) => ts.isArrayBindingPattern(name) && name.elements.every((element) => ts.isOmittedExpression(element) || (!element.dotDotDotToken && !element.initializer && ts.isIdentifier(element.name)));

/** What such a pattern declares. */
const elementsOf = (array, pattern) => pattern.elements.flatMap((element, index) =>
  (ts.isOmittedExpression(element) ? [] : [factory.createVariableDeclaration(element.name, undefined, undefined, factory.createElementAccessExpression(array, index))]));

const constant = (declarations, flags = ts.NodeFlags.Const) => factory.createVariableStatement(undefined, factory.createVariableDeclarationList(declarations, flags));

/** What a function, or a loop, does, with something before it. */
const after = (first, body) => factory.createBlock([first, ...(ts.isBlock(body) ? body.statements : [ts.isExpression(body) ? factory.createReturnStatement(body) : body])], true);

function rewriter(checker) {
  const privates = new Map();
  /** A class and its base may have the same private name. */
  const propertyOf = (name) => {
    if (ts.isBinaryExpression(name.parent)) throw new Error(`${name.getSourceFile().fileName}: cannot say ${name.parent.getText()} in plain code`);
    // A class with type parameters has a symbol of it for each use, and one declaration.
    const declared = checker.getSymbolAtLocation(name).declarations[0];
    let property = privates.get(declared);
    if (property === undefined) privates.set(declared, (property = `_${privates.size.toString(36)}`));
    return factory.createIdentifier(property);
  };
  const isArray = (type) => (type.isUnion() ? type.types.every(isArray) : checker.isArrayType(type) || checker.isTupleType(type));
  const holdsArray = (node) => isArray(checker.getTypeAtLocation(node));
  return (context) => (file) => {
    let names = 0;
    const fresh = (kind) => factory.createIdentifier(`_${kind}${names++}`);
    const visit = (node) => {
      if (ts.isPrivateIdentifier(node)) return propertyOf(node);
      if (ts.isForOfStatement(node) && !node.awaitModifier && ts.isVariableDeclarationList(node.initializer) && holdsArray(node.expression)) return loop(node);
      if (ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer) && isPlain(node.initializer.declarations[0].name) && holdsArray(node.initializer.declarations[0].name)) return overPairs(node);
      if (ts.isVariableDeclarationList(node) && node.declarations.some(isPlainPattern)) return factory.updateVariableDeclarationList(node, node.declarations.flatMap((one) => (isPlainPattern(one) ? taken(one) : [ts.visitNode(one, visit)])));
      if ((ts.isArrowFunction(node) || ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.body && node.parameters.some(takesPattern)) return unpacking(node);
      return ts.visitEachChild(node, visit, context);
    };

    const isPlainPattern = ({ name, initializer }) => isPlain(name) && initializer !== undefined && holdsArray(initializer);

    const taken = ({ name, initializer }) => {
      const array = fresh('array');
      return [factory.createVariableDeclaration(array, undefined, undefined, ts.visitNode(initializer, visit)), ...elementsOf(array, name)];
    };

    const takesPattern = ({ name, dotDotDotToken, initializer }) => isPlain(name) && !dotDotDotToken && !initializer && holdsArray(name);

    /** A function that reads the elements of its parameters itself. */
    const unpacking = (whole) => {
      const taken = [];
      const parameters = whole.parameters.map((parameter) => {
        if (!takesPattern(parameter)) return parameter;
        const array = fresh('array');
        taken.push(...elementsOf(array, parameter.name));
        return factory.updateParameterDeclaration(parameter, parameter.modifiers, undefined, array, undefined, undefined, undefined);
      });
      const { modifiers, asteriskToken, name, typeParameters, type, equalsGreaterThanToken } = whole;
      const body = after(constant(taken), whole.body);
      const unpacked = ts.isArrowFunction(whole)
        ? factory.updateArrowFunction(whole, modifiers, typeParameters, parameters, type, equalsGreaterThanToken, body)
        : ts.isMethodDeclaration(whole)
          ? factory.updateMethodDeclaration(whole, modifiers, asteriskToken, name, undefined, typeParameters, parameters, type, body)
          : factory.updateFunctionDeclaration(whole, modifiers, asteriskToken, name, typeParameters, parameters, type, body);
      return ts.visitEachChild(unpacked, visit, context);
    };

    /** A loop over what is no array, but gives some: the entries of a Map. */
    const overPairs = ({ awaitModifier, initializer, expression, statement }) => {
      const array = fresh('array');
      return factory.createForOfStatement(
        awaitModifier,
        factory.createVariableDeclarationList([factory.createVariableDeclaration(array)], ts.NodeFlags.Const),
        ts.visitNode(expression, visit),
        after(constant(elementsOf(array, initializer.declarations[0].name), initializer.flags), ts.visitNode(statement, visit)),
      );
    };

    const loop = ({ initializer, expression, statement }) => {
      const array = fresh('array');
      const index = fresh('index');
      const declarations = [factory.createVariableDeclaration(array, undefined, undefined, ts.visitNode(expression, visit)), factory.createVariableDeclaration(index, undefined, undefined, factory.createNumericLiteral(0))];
      const element = factory.createElementAccessExpression(array, index);
      const { name } = initializer.declarations[0];
      const declared = isPlain(name) && holdsArray(name) ? taken({ name, initializer: element }) : [factory.createVariableDeclaration(ts.visitNode(name, visit), undefined, undefined, element)];
      return factory.createForStatement(
        factory.createVariableDeclarationList(declarations, ts.NodeFlags.Let),
        factory.createLessThan(index, factory.createPropertyAccessExpression(array, 'length')),
        factory.createPostfixIncrement(index),
        after(constant(declared, initializer.flags), ts.visitNode(statement, visit)),
      );
    };
    return ts.visitNode(file, visit);
  };
}
