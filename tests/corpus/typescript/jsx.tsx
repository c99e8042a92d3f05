// Markup with quotes, slashes and braces as text.
// item `L`: ["a", "b"]

export function App<T,>({ items }: { items: T[] }) {
  const same = <U extends object>(u: U) => u
  if (!items) return <>It's {"empty"} &amp; {'{'} </>
  return (
    <div className="it's" style={{ top: 1 }} data-x='"'>
      Don't {items ? 'a' : <b>can't</b>} // no comment
      <List<string> render={(x) => <i key={x}>{`'${x}`}</i>} />
      <br />
    </div>
  )
}
export const L = ["a", "b"] as const
