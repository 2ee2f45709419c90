"""What the notes teach of maps, descent, regression and networks: rows of the table in ``concepts``."""

from __future__ import annotations

from typing import TypeAlias

Concept: TypeAlias = tuple[str, str, str, tuple[str, ...]]
"""The concept, the lesson's slug, the key of the sheet, the names of tensors on it."""

# One row a line, in the order of the lessons' names.
# fmt: off
CONCEPTS_OF_NETWORKS: list[Concept] = [
    ("unit errors δ of the output layer: (a − t) σ′(z)", "backprop", "training", ("output_z", "output_activation", "output_delta")),
    ("unit errors δ sent back to the hidden layer", "backprop", "training", ("hidden_delta",)),
    ("∂C_T/∂w = Σ δ a, ∂C_T/∂b = Σ δ", "backprop", "training", ("hidden_weights_gradient", "hidden_bias_gradient", "output_weights_gradient", "output_bias_gradient")),
    ("learning: w ← w − η ∂C_T/∂w, epoch by epoch", "backprop", "training", ("hidden_weights", "hidden_bias", "output_weights", "output_bias")),
    ("the learning rate η and the falling cost", "backprop", "curve", ("learning_rate", "cost_curve", "accuracy_curve")),
    ("weights as they change while a network learns", "backprop", "curve", ("history_hidden_weights", "history_output_weights")),
    ("backpropagation beside difference quotients", "backprop", "check", ("step_size", "check_numeric", "check_backprop", "check_difference", "check_largest")),
    ("filters of a convolutional network and their feature maps", "cnn", "train", ("convolution_weights", "convolution_bias", "convolution_z", "convolution_activation")),
    ("maximum pooling of feature maps", "cnn", "train", ("pooling_activation",)),
    ("output layer over the pooled maps, cost and total cost", "cnn", "train", ("output_z", "output_activation", "cost", "total_cost")),
    ("a painted digit through a convolutional network", "cnn", "test", ("test_image", "test_convolution_activation", "test_pooling_activation", "test_answer")),
    ("δ through a maximum pooling: to the cells that are the maximum", "cnn_backprop", "training", ("pooling_delta", "convolution_delta")),
    ("gradient of a filter: Σ δ · x, the picture shifted", "cnn_backprop", "training", ("convolution_weights_gradient", "convolution_bias_gradient")),
    ("training of a convolutional network, and its cost", "cnn_backprop", "curve", ("learning_rate", "cost_curve", "accuracy_curve")),
    ("discrete convolution: flip, slide, multiply, add", "convolution", "row", ("signal", "kernel", "flipped_kernel", "window", "products", "convolved")),
    ("moving average as a convolution", "convolution", "row", ("moving_average",)),
    ("convolution and cross-correlation", "convolution", "row", ("correlated", "correlated_flipped", "relation_holds")),
    ("continuous convolution: the area under a product while t slides", "convolution", "continuous", ("time", "box", "turned_decay", "overlap", "area", "exact_area")),
    ("the continuous convolution for every t, by sums and exactly", "convolution", "continuous", ("curve", "exact_curve", "curve_gap", "curve_close")),
    ("a filter over a picture, with stride and padding", "convolution", "picture", ("picture", "filter", "feature_map")),
    ("a filter turned by 180°: the convolution in the strict sense", "convolution", "picture", ("flipped_filter", "convolved_map")),
    ("batch gradient descent: all samples a step", "descent_variants", "batch", ("batch_slope", "batch_intercept", "batch_cost")),
    ("mini-batches, in seeded orders", "descent_variants", "mini", ("mini_seen", "mini_slope", "mini_cost")),
    ("stochastic gradient descent: one sample a step", "descent_variants", "stochastic", ("stochastic_seen", "stochastic_slope", "stochastic_cost")),
    ("gradient descent: (Δx, Δy) = −η ∇z", "gradient_descent", "bowl", ("learning_rate", "gradient_x", "gradient_y", "step_x", "step_y", "x", "y", "z")),
    ("contour lines and the path down", "gradient_descent", "bowl", ("contour_x", "contour_y", "x", "y")),
    ("gradient descent in one variable", "gradient_descent", "line", ("line_x", "line_gradient_x", "line_step_x", "line_z")),
    ("a long valley: steep walls, slow progress", "gradient_descent", "valley", ("valley_x", "valley_y", "valley_z")),
    ("gradient ascent: the sign turned", "gradient_descent", "ascent", ("ascent_x", "ascent_y", "ascent_z")),
    ("a hidden and an output layer: z = Σ w x + b, a = σ(z)", "neural_net", "train", ("hidden_z", "hidden_activation", "output_z", "output_activation")),
    ("cost of an image ½ Σ (t − a)², total cost C_T", "neural_net", "train", ("sample_targets", "cost", "total_cost")),
    ("right and wrong answers, accuracy", "neural_net", "train", ("correct", "right_count", "wrong_count", "accuracy")),
    ("weights and biases as variables of the Solver", "neural_net", "train", ("hidden_weights", "hidden_bias", "output_weights", "output_bias")),
    ("testing a network with a picture of one's own", "neural_net", "test", ("test_image", "parameter_set", "test_hidden_activation", "test_output_activation", "test_answer")),
    ("a network in matrices: z = W a + b", "neural_net", "matrices", ("chosen_image", "matrix_hidden_weights", "matrix_hidden_input", "matrix_hidden_bias", "matrix_hidden_z", "chosen_hidden_z", "matrix_agrees")),
    ("∂C_T/∂w = 0: as many equations as unknowns", "neural_net", "equations", ("equation_unknowns", "equation_met", "equation_hidden_weights", "equation_output_bias")),
    ("one of these equations written out, image by image", "neural_net", "equations", ("equation_outputs", "equation_hidden", "equation_term", "equation_sum", "equation_agrees")),
    ("momentum and Nesterov's look ahead", "optimizers", "walks", ("momentum_velocity_x", "momentum_z", "nesterov_velocity_x", "nesterov_z")),
    ("AdaGrad and RMSProp: steps divided by the size of gradients", "optimizers", "walks", ("adagrad_squares_x", "adagrad_z", "rmsprop_squares_x", "rmsprop_z")),
    ("Adam with bias correction", "optimizers", "walks", ("adam_mean_x", "adam_squares_x", "adam_step_x", "adam_z")),
    ("maximum, average and L2 pooling of 2×2 blocks", "pooling", "blocks", ("maximum_2x2", "average_2x2", "l2_2x2", "order_2x2")),
    ("pooling of 3×3 blocks; the winning cells", "pooling", "blocks", ("maximum_3x3", "average_3x3", "l2_3x3", "winners_2x2", "winners_3x3")),
    ("least squares: ∂C_T/∂p = ∂C_T/∂q = 0 solved as two equations", "regression", "data", ("sum_xx", "sum_xy", "determinant", "exact_slope", "exact_intercept", "total_cost")),
    ("regression by functions of the spreadsheet", "regression", "data", ("function_slope", "function_intercept", "linest")),
    ("regression by gradient descent on standardised data", "regression", "descent", ("standard_heights", "slope", "intercept", "standard_cost", "slope_in_kg_per_cm")),
    ("regression by the Solver", "regression", "solver", ("adjusted_slope", "adjusted_intercept", "adjusted_cost")),
    ("Taylor expansions of orders 0, 1, 2 in one variable", "taylor", "curve", ("value", "slope", "bend", "orders", "order_errors", "errors_shrink")),
    ("Taylor expansion in two variables: f + ∇f·d + ½ dᵀHd", "taylor", "surface", ("surface_slopes", "expansion", "expansion_errors")),
    ("the Hessian and its symmetry", "taylor", "surface", ("hessian", "numeric_hessian", "symmetry_gap")),
    ("eigenvalues of the Hessian: minimum, maximum or saddle", "taylor", "surface", ("hessian_determinant", "eigenvalues", "kind")),
    ("a Newton step x − H⁻¹∇f", "taylor", "surface", ("newton", "newton_slopes", "newton_lands")),
    ("the Jacobian of a map from 2 to 3 numbers: row i = ∇yᵢᵀ", "taylor", "jacobian", ("map_point", "map_values", "map_jacobian", "map_numeric", "map_agrees")),
    ("the transposed Jacobian, as some books write it", "taylor", "jacobian", ("map_transposed",)),
    ("vector Taylor of order 1: y(x + d) ≈ y(x) + J·d", "taylor", "jacobian", ("map_there", "map_linear", "map_moved", "map_error")),
    ("a square Jacobian and its determinant", "taylor", "jacobian", ("jacobian", "jacobian_determinant", "jacobian_function")),
    ("four properties of a norm", "taylor", "norms", ("norm_positive", "norm_definite", "norm_scales", "norm_triangle")),
    ("the sum norm and the maximum norm", "taylor", "norms", ("sum_norms", "largest_norms")),
    ("the Frobenius norm, compatible with the length of vectors", "taylor", "norms", ("matrix_length", "norm_bounds", "stretch", "stretch_bound", "norm_compatible")),
]
# fmt: on
