// The constant as a declaration file has it.
// item `public.mood`: ["sad", "ok"]

export declare const Constants: {
    readonly public: {
        readonly Enums: {
            readonly mood: readonly ["sad", "ok"];
        };
    };
};
