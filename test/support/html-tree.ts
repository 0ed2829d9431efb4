/** HTML read as a browser reads it, for tests that ask what an output really holds. */
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";

export interface HtmlElement {
  name: string;
  attributes: Record<string, string>;
  /** All text below it. */
  text: string;
}

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.DocumentFragment;

/** Every element, in document order. */
export function elementsOf(html: string): HtmlElement[] {
  const elements: HtmlElement[] = [];
  const visit = (node: Node): string => {
    if ("value" in node) return node.value;
    let element: HtmlElement | null = null;
    if ("tagName" in node) {
      const attributes = Object.fromEntries(
        node.attrs.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value]),
      );
      element = { name: node.tagName, attributes, text: "" };
      elements.push(element);
    }
    const content = "content" in node ? visit(node.content) : "";
    const text = content + ("childNodes" in node ? node.childNodes.map(visit).join("") : "");
    if (element !== null) element.text = text;
    return text;
  };
  visit(parseFragment(html));
  return elements;
}
