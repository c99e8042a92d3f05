// An enum of a declaration file, and a tuple.
// item `Status`: ["a", "b"]
// item `LIST`: ["x"]

export declare enum Status {
    A = "a",
    B = "b"
}
export declare const LIST: readonly ["x"];
